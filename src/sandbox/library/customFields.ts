import type { IdSource } from './ids';

/** A custom metadata field as the API lists it. */
export interface CustomField {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly schema: {
    readonly type:
      'Text' | 'Textarea' | 'Number' | 'Date' | 'Boolean' | 'SingleSelect' | 'MultiSelect';
    readonly selectOptions?: readonly unknown[];
    readonly isValueRequired?: boolean;
  };
}

/** The fields a shop would define: those that the seeded library uses. */
export function sandboxFields(ids: IdSource, now: number): readonly CustomField[] {
  const field = (name: string, label: string, schema: CustomField['schema']): CustomField => ({
    id: ids.next(now),
    name,
    label,
    schema,
  });
  return [
    field('sku', 'SKU', { type: 'Text' }),
    field('price', 'Price', { type: 'Number' }),
    field('season', 'Season', { type: 'SingleSelect', selectOptions: SEASONS }),
    field('channels', 'Channels', { type: 'MultiSelect', selectOptions: CHANNELS }),
    field('organic', 'Organic', { type: 'Boolean' }),
    field('approved', 'Approved', { type: 'Boolean' }),
    field('goLive', 'Goes live on', { type: 'Date' }),
    field('notes', 'Notes', { type: 'Textarea' }),
  ];
}

const SEASONS = ['spring', 'summer', 'autumn', 'winter'];
const CHANNELS = ['web', 'app', 'print', 'social'];

/**
 * What is wrong with custom metadata, by field; empty when all is well. `null` clears a field and
 * is always welcome.
 */
export function customMetadataErrors(
  metadata: Readonly<Record<string, unknown>>,
  fields: readonly CustomField[],
): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const [name, value] of Object.entries(metadata)) {
    const field = fields.find((candidate) => candidate.name === name);
    if (field === undefined) errors[name] = 'This field is not defined.';
    else if (value !== null && !fits(value, field)) {
      errors[name] = `The value does not fit a field of type ${field.schema.type}.`;
    }
  }
  return errors;
}

/** Given metadata on top of what was there; `null` takes a field away. */
export function mergeMetadata(
  old: Readonly<Record<string, unknown>>,
  change: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const merged = Object.entries({ ...old, ...change });
  return Object.fromEntries(merged.filter(([, value]) => value !== null));
}

function fits(value: unknown, { schema }: CustomField): boolean {
  const options = schema.selectOptions ?? [];
  switch (schema.type) {
    case 'Text':
    case 'Textarea':
      return typeof value === 'string';
    case 'Number':
      return typeof value === 'number';
    case 'Boolean':
      return typeof value === 'boolean';
    case 'Date':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value));
    case 'SingleSelect':
      return options.includes(value);
    case 'MultiSelect':
      return Array.isArray(value) && value.every((one) => options.includes(one));
  }
}
