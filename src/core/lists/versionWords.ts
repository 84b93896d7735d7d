/** Small letters without accents, marks that can't be seen, and quotes: what names are compared in. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}"'`]/gu, '')
    .normalize('NFC')
    .toLowerCase();
}

/** "Version" in the languages that exports come in, wherever in a word it stands. */
const anywhere =
  'version|versão|versões|versjon|versiune|verzia|verzió|verzija|verze|wersj|sürüm|revisi|revize|верзиј|έκδοσ|גרס|גירס|إصدار|نسخ|संस्करण|เวอร์ชัน|版本|版数|版番号|バージョン|リビジョン|旧版|버전' +
  '|bertsio|verżjoni|bersyon|fersiwn|inačic|útgáf|versiya|versioun|хувилбар|нұсқа|редакц|տարբերակ|ვერსია|ورژن|সংস্করণ|ভার্সন|பதிப்பு|വേർഷൻ|പതിപ്പ|వెర్షన్|సంస్కరణ|ಆವೃತ್ತಿ|आवृत्त|વર્ઝન|સંસ્કરણ|આવૃત્તિ|ਵਰਜਨ|ਸੰਸਕਰਣ|අනුවාද|កំណែ|ဗားရှင်း';

/** The same where it is a word of its own, or begins one: other words hold it too. */
const apart = [
  '(?:versie|versio|versi|versija|versijos|versioon|ver|vers|revs?|版)(?!\\p{L})',
  // Slips of the fingers, where an id follows.
  '(?:verison|vesion|versoin|verson|verion|vershion)[_\\s-]?ids?(?!\\p{L})',
  '(?:versie|versio|versi|versija)[_\\s-]?ids?(?!\\p{L})',
  '(?:old|file)?[_\\s-]?(?:ver|vers|rev|v)[_\\s-]?ids?(?!\\p{L})',
  '(?:datei|alte\\s)?fassung',
  'phien\\s?ban',
  '(?:leagan|weergawe|toleo|inguqulo)(?!\\p{L})',
  'верс',
]
  .map((word) => `(?<!\\p{L})${word}`)
  .join('|');

const words = `${folded(anywhere)}|${apart}`;
const versionWord = new RegExp(words, 'u');
const versionWords = new RegExp(words, 'gu');

/** Of something else: conversions, and the version of a program in a title. */
const otherVersions =
  /(?<!\p{L})conversions?(?!\p{L})|(?<!\p{L})v(?:er(?:sion)?)?\.?\s?\d+\.\d[\d.]*/gu;

/** Whether a folded text names versions of files, in whichever language. */
export function saysVersion(text: string): boolean {
  return versionWord.test(text.replace(otherVersions, ' '));
}

/**
 * Whether a text holds an address of versions, or a field with a version's id: what stands beside it is
 * about versions too.
 */
export function holdsVersionMark(text: string): boolean {
  return versionMark.test(text);
}

const versionMark = new RegExp(
  [
    /ik-obj-version(?:=|%(?:25)*3d)/,
    /\/v1\/files\/[\w-]{1,64}\/versions(?![\w-])/,
    /(?<![a-z])version[_-]?(?:id|info)s?["'\\]{0,4}\s{0,4}[:=]/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
);

/** Whether a text is nothing but what a version is called: `Version 2`, `v2`, `Fassung 2 (alt)`. */
export function isVersionsName(text: string): boolean {
  if (text.length > longestVersionsName) return false;
  const plain = folded(text);
  if (/^[^\p{L}\p{N}]*v\s?\d+[^\p{L}\p{N}]*$/u.test(plain)) return true;
  return saysVersion(plain) && besidesVersion.test(withoutVersionWords(plain));
}

const longestVersionsName = 40;
const besidesVersion = /^(?:file|datei|asset|old|alte?|previous|current|latest|n[or]|[^\p{L}])*$/u;

/** A folded text without those words. */
export function withoutVersionWords(text: string): string {
  return text.replace(versionWords, ' ');
}
