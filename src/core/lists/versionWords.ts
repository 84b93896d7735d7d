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
  'version|versão|versões|versjon|versiune|verzia|verzió|verzija|verze|wersj|sürüm|revisi|revize|верзиј|έκδοσ|גרס|גירס|إصدار|نسخ|संस्करण|เวอร์ชัน|版本|版数|版番号|バージョン|リビジョン|旧版|버전';

/** The same where it is a word of its own, or begins one: other words hold it too. */
const apart = [
  '(?:versie|versio|versi|versija|versijos|versioon|ver|vers|rev|版)(?!\\p{L})',
  '(?:versie|versio|versi|versija)[_\\s-]?ids?(?!\\p{L})',
  '(?:old|file)?[_\\s-]?(?:ver|vers|rev|v)[_\\s-]?ids?(?!\\p{L})',
  '(?:datei|alte\\s)?fassung',
  'phien\\s?ban',
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

/** Whether a text holds the URL of one version of a file: others beside it are of versions too. */
export function holdsVersionUrl(text: string): boolean {
  return text.includes('ik-obj-version=');
}

/** A folded text without those words. */
export function withoutVersionWords(text: string): string {
  return text.replace(versionWords, ' ');
}
