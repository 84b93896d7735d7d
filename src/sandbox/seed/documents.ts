/** A PDF of one page: a title and a few lines under it, in plain ASCII. */
export function pdf(title: string, ...lines: readonly string[]): string {
  const shown = (text: string): string => `(${text.replaceAll(/[()\\]/g, '\\$&')}) Tj`;
  const page = [
    `BT /F1 22 Tf 56 770 Td ${shown(title)} ET`,
    `BT /F1 11 Tf 56 736 Td 16 TL ${lines.map((line) => `${shown(line)} T*`).join(' ')} ET`,
  ].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>`;
  return `${text}${table}${trailer}\nstartxref\n${text.length}\n%%EOF\n`;
}

/** A stand-in for a video: the header of an MP4 file, and a note in place of anything to play. */
export function videoStandIn(note: string): Uint8Array {
  return Buffer.concat([
    mp4Box('ftyp', 'isom\0\0\x02\0isomiso2mp41'),
    mp4Box('free', `Stand-in for a video, with nothing to play. ${note}`),
  ]);
}

function mp4Box(name: string, content: string): Buffer {
  const body = Buffer.from(`${name}${content}`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return Buffer.concat([length, body]);
}
