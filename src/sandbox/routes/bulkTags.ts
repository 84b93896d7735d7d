import type { Call, Route } from '../http/call';
import { jsonBody } from '../http/call';
import type { Answer } from '../http/exchange';
import { json, Refusal } from '../http/exchange';
import { bulkFiles, bulkIds, bulkOutcome } from '../library/bulkIds';
import type { Attributes } from '../library/storedFile';
import { requireTags, withoutAiTags } from '../library/tags';

/** The most ids one bulk edit takes. */
const MAX_IDS = 50;

export const addTags: Route = bulkEdit('addTags', 'Error in adding tags', (body) => {
  const tags = tagsIn(body);
  return (old) => ({ ...old, tags: [...new Set([...(old.tags ?? []), ...tags])] });
});

export const removeTags: Route = bulkEdit('removeTags', 'Error in removing tags', (body) => {
  const tags = tagsIn(body);
  return (old) => {
    const left = old.tags?.filter((tag) => !tags.includes(tag)) ?? [];
    return { ...old, tags: left.length > 0 ? left : null };
  };
});

export const removeAiTags: Route = bulkEdit('removeAITags', 'Error in removing AITags', (body) => {
  const names = aiTagsIn(body);
  return (old) => ({ ...old, aiTags: withoutAiTags(old.aiTags, names) });
});

type Body = Readonly<Record<string, unknown>>;
type Edit = (old: Attributes) => Attributes;

function bulkEdit(name: string, error: string, editOf: (body: Body) => Edit): Route {
  return {
    name,
    method: 'POST',
    path: `/v1/files/${name}`,
    limit: 'bulk',
    access: 'write',
    handle: (call) => edited(call, error, editOf),
  };
}

function edited(call: Call, error: string, editOf: (body: Body) => Edit): Answer {
  const body = jsonBody(call);
  const tooMany = `A maximum of ${MAX_IDS} files can be edited at a time.`;
  const ids = bulkIds(body['fileIds'], MAX_IDS, tooMany);
  const edit = editOf(body);
  const { done, errors } = bulkOutcome(bulkFiles(ids, call), call, error, ({ current }) => {
    current.attributes = edit(current.attributes);
    current.updatedAt = call.now;
  });
  const answer = { successfullyUpdatedFileIds: done };
  return errors.length === 0 ? json(200, answer) : json(207, { ...answer, errors });
}

function tagsIn({ tags }: Body): readonly string[] {
  if (tags === undefined) throw new Refusal(400, 'tags parameter is missing.');
  if (Array.isArray(tags) && tags.length === 0) {
    throw new Refusal(400, 'tags array cannot be empty.');
  }
  return requireTags(tags);
}

function aiTagsIn({ AITags: names }: Body): readonly unknown[] {
  if (names === undefined) throw new Refusal(400, 'AITags parameter is missing.');
  if (!Array.isArray(names) || names.some((name) => typeof name !== 'string')) {
    throw new Refusal(
      400,
      "Your request contains invalid value for AITags. Please provide an array of strings. Example - ['t-shirt','summer-sale'].",
    );
  }
  if (names.length === 0) throw new Refusal(400, 'AITags array cannot be empty.');
  return names;
}
