import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths';

interface Group<Setting> {
  readonly title: string;
  readonly properties: Readonly<Record<string, Setting>>;
}

/** The groups of settings that package.json contributes, in their order. */
export function settingGroups<Setting>(): readonly Group<Setting>[] {
  const { contributes } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    readonly contributes: { readonly configuration: readonly Group<Setting>[] };
  };
  return contributes.configuration;
}

/** All of these settings, by their full name. */
export function contributedSettings<Setting>(): Readonly<Record<string, Setting>> {
  return Object.assign(
    {},
    ...settingGroups<Setting>().map(({ properties }) => properties),
  ) as Record<string, Setting>;
}
