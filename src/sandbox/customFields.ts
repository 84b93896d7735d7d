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
