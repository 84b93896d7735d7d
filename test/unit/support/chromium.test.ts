import assert from 'node:assert/strict';
import { browserPlaces, missingBrowser } from '../../support/host/chromium';
import { hostProblem } from '../../support/host/vsCodeHost';

suite('what opens VS Code', () => {
  test('is looked for on Windows for all people and for one, Edge last', () => {
    const env = {
      ProgramFiles: 'C:\\Program Files',
      'ProgramFiles(x86)': 'C:\\Program Files (x86)',
      LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local',
    };
    const places = browserPlaces({ platform: 'win32', env, home: 'C:\\Users\\ada' });
    const edge = 'Microsoft\\Edge\\Application\\msedge.exe';
    assert.ok(places.includes(`${env.LOCALAPPDATA}\\Google\\Chrome\\Application\\chrome.exe`));
    assert.ok(places.includes(`${env.ProgramFiles}\\Google\\Chrome\\Application\\chrome.exe`));
    assert.ok(places.includes(`${env['ProgramFiles(x86)']}\\${edge}`));
    assert.ok(places.at(-1)?.endsWith('msedge.exe'));
    assert.deepEqual(browserPlaces({ platform: 'win32', env: {}, home: '' }), []);
  });

  test('is looked for on macOS in both folders of applications, and what to do is said', () => {
    const places = browserPlaces({ platform: 'darwin', env: { PATH: '/bin' }, home: '/Users/ada' });
    assert.ok(places.includes('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'));
    assert.ok(
      places.includes('/Users/ada/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'),
    );
    assert.match(missingBrowser('darwin'), /Run "npx playwright-core install chromium"/);
  });

  test('is looked for on the path of Linux', () => {
    const places = browserPlaces({ platform: 'linux', env: { PATH: '/usr/bin::/opt' }, home: '/' });
    assert.equal(places[0], '/usr/bin/chromium');
    assert.ok(places.includes('/opt/microsoft-edge'));
  });

  test('is not there on Windows, and with an old Node: then it is said what is', () => {
    assert.match(hostProblem('win32', '24.1.0') ?? '', /WSL; "npm run test:desktop"/);
    assert.match(hostProblem('darwin', '22.1.0') ?? '', /needs Node 24/);
    assert.equal(hostProblem('linux', '24.1.0'), undefined);
  });
});
