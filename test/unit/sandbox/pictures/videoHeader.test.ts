import assert from 'node:assert/strict';
import { readVideoHeader } from '../../../../src/sandbox/pictures/videoHeader';
import { mp4 } from '../../../support/library/mp4';

suite('the header of a video', () => {
  test('tells its size, length and codecs', () => {
    const film = mp4({ width: 640, height: 360, seconds: 12, codecs: ['avc1', 'mp4a'] });
    assert.deepEqual(readVideoHeader(film), {
      width: 640,
      height: 360,
      video: {
        duration: 12,
        bitRate: Math.round((film.length * 8) / 12_000),
        videoCodec: 'h264',
        audioCodec: 'aac',
      },
    });
  });

  test('of a silent one has no audio codec', () => {
    const film = mp4({ width: 2, height: 4, seconds: 0.6, codecs: ['hvc1'] });
    const { video } = readVideoHeader(film) ?? {};
    assert.deepEqual([video?.videoCodec, video?.duration], ['hevc', 1]);
    assert.ok(video && !('audioCodec' in video));
  });

  test('is none where a file ends within it, or is something else', () => {
    const film = mp4({ width: 2, height: 4, seconds: 1, codecs: ['avc1'] });
    for (let length = 0; length < film.length - 1; length++) {
      assert.equal(readVideoHeader(film.subarray(0, length)), undefined, String(length));
    }
    for (const other of ['', 'ftyp', '\0\0\0\0ftyp', '\0\0\0\x08ftyp\0\0\0\x01moov', 'RIFF'])
      assert.equal(readVideoHeader(Buffer.from(other, 'latin1')), undefined, other);
  });
});
