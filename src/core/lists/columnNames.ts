import { roleOfKey } from '../finder/idMentions';
import { saysVersion, withoutVersionWords, folded } from './versionWords';

/** What a column of a table or a key of a JSON object holds. */
export type Column =
  | 'type'
  | 'fileId'
  | 'versionId'
  /** Something else about a version: its name, its number. */
  | 'version'
  | 'folderId'
  /** A column called `id` and the like, which may be another system's. */
  | 'id'
  /** A database's own, such as Mongo's `_id`. */
  | 'databaseId'
  | 'filePath'
  | 'url'
  /** An id of something else for certain: a user, a checksum. */
  | 'foreign';

const file =
  'file|datei|fichier|archivo|fichero|arquivo|ficheiro|bestands?|pliku?|souboru?|fil|dosya|файла?|文件|檔案|档案|ファイル|파일';
const id =
  'identifier|identifiant|identificador|identificativo|identificatore|kennung|guid|uuid|id|ид|标识|標識|编号|編號|識別子|아이디';
const [files, ids] = [folded(file), folded(id)];
const idWord = new RegExp(ids, 'u');
const fileId = new RegExp(
  `^(?:imagekit)?(?:(?:${files})s?(?:${ids})s?|(?:${ids})(?:of|del?|do|du|der)?(?:${files}))$`,
  'u',
);

const columns: readonly (readonly [Column, RegExp])[] = [
  ['fileId', fileId],
  ['folderId', /^(?:parent)?folderid$/],
  ['id', /^(?:id|imagekitid|imageid|assetid|mediaid)$/],
  ['filePath', /^(?:filepath|path|imagepath|assetpath|imagekitpath)$/],
  ['url', /^(?:url|src|link|href|imageurl|asseturl|deliveryurl|imagekiturl|fileurl)$/],
  ['type', /^(?:type|kind|typ|tipo|(?:asset|item|resource|row|entry)type)$/],
  [
    'foreign',
    /(?:folder|parent|request|uploader)_?id$|check_?sum|^pruefsumme$|^(?:created|uploaded|updated)by/,
  ],
];

/** Longer texts name no column. */
const longestName = 100;

/** What a header cell or a JSON key names; `undefined` where that can't be told. */
export function columnOf(name: string): Column | undefined {
  if (name.length > longestName) return undefined;
  const whole = folded(name);
  if (saysVersion(whole)) return isVersionId(whole) ? 'versionId' : 'version';
  if (versionColumn.test(whole.trim())) return 'version';
  if (/^(?:_id|\$?oid)$/.test(whole.trim())) return 'databaseId';
  const plain = whole.replace(/[^\p{L}\p{N}]/gu, '');
  if (plain === '') return undefined;
  const column = columns.find(([, pattern]) => pattern.test(plain))?.[0];
  if (column !== undefined) return column;
  const role = roleOfKey(name.trim());
  return role === 'foreign' && plain !== 'ref' ? 'foreign' : undefined;
}

/** Names that speak of versions without the word, as those of a bucket's inventory do. */
const versionColumn = /^(?:v\s?(?:#|\.|n[or]\.?)?|is[_\s-]?(?:latest|current|newest))$/;

function isVersionId(name: string): boolean {
  const rest = withoutVersionWords(name).replace(/[^\p{L}\p{N}]/gu, '');
  const idAt = rest.search(idWord);
  return idAt >= 0 && !/name|number|count|date|label|title|url/.test(rest);
}

/** Whether a text that may be a column's name is one of versions: other words may stand in a title. */
export function namesVersions(text: string, column = columnOf(text)): boolean {
  return column === 'versionId' || (column === 'version' && /^[\p{L}_-]+$/u.test(text.trim()));
}

/** The same, for many names of which most come again and again. */
export function columnReader(): typeof columnOf {
  const known = new Map<string, Column | undefined>();
  return (name) => {
    if (known.has(name)) return known.get(name);
    const column = columnOf(name);
    if (known.size < mostKnown) known.set(name, column);
    return column;
  };
}

const mostKnown = 1_000;

/** What a row says that it is; `undefined` for any other word. */
export type RowKind = 'file' | 'version' | 'folder';

/** Reads a cell of a column of types. */
export function rowKindOf(text: string): RowKind | undefined {
  if (text.length > longestName) return undefined;
  const plain = folded(text).replace(/[^\p{L}\p{N}]/gu, '');
  if (saysVersion(folded(text))) return 'version';
  if (/^(?:file|datei|fichier|archivo|arquivo)$/.test(plain)) return 'file';
  return /^(?:folder|directory|ordner|dossier|carpeta|pasta)$/.test(plain) ? 'folder' : undefined;
}
