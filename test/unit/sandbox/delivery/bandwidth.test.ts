import assert from 'node:assert/strict';
import { Bandwidth } from '../../../../src/sandbox/delivery/bandwidth';

suite('the line that deliveries share', () => {
  test('takes bytes one after the other, at its rate', () => {
    const line = new Bandwidth();
    assert.equal(line.take(500, 1000, 0), 500);
    assert.equal(line.take(500, 1000, 0), 1000);
    assert.equal(line.take(100, 1000, 400), 700);
    assert.equal(line.take(100, 1000, 5000), 100, 'what was not used is not saved up');
  });
});
