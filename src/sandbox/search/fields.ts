import { cut, SearchSyntaxError, shown } from './error';
import { amount, choice, flag, folder, text, words, type Field } from './kinds';
import { customField, embeddedFields } from './metadata';
import type { Condition } from './parse';
import type { Test } from './row';
import { dateValue, numberValue, sizeValue } from './values';

const formats =
  'jpg webp png gif svg avif pdf js woff2 woff ttf otf eot css txt mp4 webm mov swf ts m3u8 ico';

/** ImageKit's own fields. Metadata fields are found by their prefix. */
const fields: ReadonlyMap<string, Field> = new Map([
  ['name', text((row) => row.name, [':', 'HAS'])],
  ['tags', words((row) => [...row.tags, ...row.aiTags], ['HAS'])],
  ['type', choice((row) => row.type, ['file', 'file-version', 'folder'])],
  ['id', text((row) => row.id)],
  ['createdAt', amount((row) => row.createdAt, dateValue, 'date')],
  ['updatedAt', amount((row) => row.updatedAt, dateValue, 'date')],
  ['size', amount((row) => row.size, sizeValue, 'size')],
  ['width', amount((row) => row.width, numberValue, 'number')],
  ['height', amount((row) => row.height, numberValue, 'number')],
  ['format', choice((row) => row.format, formats.split(' '), ['=', 'IN'])],
  ['private', flag((row) => row.private)],
  ['published', flag((row) => row.published)],
  ['transparency', flag((row) => row.transparency)],
  ['createdBy', text((row) => row.createdBy)],
  ['path', folder((row) => row.path)],
]);

/**
 * What one condition asks of a row. NOT is plain negation: a row without the field fits
 * `width NOT = 5` and fits no comparison. The documents leave that open.
 */
export function testFor(condition: Condition, now: Date): Test {
  const field = fieldOf(condition);
  const operator = condition.negated ? (`NOT ${condition.operator}` as const) : condition.operator;
  if (!field.operators.includes(operator)) {
    throw new SearchSyntaxError(
      `${cut(condition.field)} field does not support operator ${operator}.`,
    );
  }
  const test = field.test(condition, now);
  return condition.negated ? (row) => !test(row) : test;
}

function fieldOf({ field: name, quoted }: Condition): Field {
  const field = quoted ? metadataField(name) : fields.get(name);
  if (field) return field;
  if (!quoted && metadataField(name)) {
    throw new SearchSyntaxError(`${cut(name)} field must be in double quotes.`);
  }
  throw new SearchSyntaxError(`unknown field ${shown(name)}.`);
}

function metadataField(name: string): Field | undefined {
  const [, custom, embedded] =
    /^(?:customMetadata\.(.+)|embeddedMetadata\.(.+))$/s.exec(name) ?? [];
  if (custom !== undefined) return customField(custom);
  return embedded === undefined ? undefined : embeddedFields.get(embedded);
}
