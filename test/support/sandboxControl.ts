import type { ClockState } from '../../src/sandbox/control/clock';
import type { ClockChange, Fresh } from '../../src/sandbox/control/control';
import type { FaultRequest, PlantedFault } from '../../src/sandbox/control/faults';
import type { KeyRequest } from '../../src/sandbox/access/keys';
import type { KnobChange, Knobs } from '../../src/sandbox/control/knobs';
import type { LoggedRequest } from '../../src/sandbox/control/requestLog';
import type { Snapshot, Summary } from '../../src/sandbox/control/snapshot';

/** Steers a sandbox and looks into it, over its control routes: in this process or any other. */
export interface SandboxControl {
  state(): Promise<Snapshot>;
  /** The counts of the state alone; cheap with 100,000 assets. */
  summary(): Promise<Summary>;
  requests(): Promise<readonly LoggedRequest[]>;
  clearRequests(): Promise<void>;
  plant(fault: FaultRequest): Promise<PlantedFault>;
  /** The faults planted so far, with how often each was met or spared. */
  faults(): Promise<readonly PlantedFault[]>;
  clearFaults(): Promise<void>;
  turn(change: KnobChange): Promise<Knobs>;
  setKey(key: KeyRequest): Promise<void>;
  setClock(change: ClockChange): Promise<ClockState>;
  /** As freshly started, or with other assets: library, knobs, keys, clock, log and all. */
  reset(fresh?: Fresh): Promise<void>;
}

/** The control of the sandbox at `url`, such as `http://127.0.0.1:4010`. */
export function sandboxControl(url: string): SandboxControl {
  async function call(method: string, route: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${url}/__sandbox/${route}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`Sandbox control ${route}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
  return {
    state: () => call('GET', 'state') as Promise<Snapshot>,
    summary: () => call('GET', 'summary') as Promise<Summary>,
    requests: () => call('GET', 'requests') as Promise<LoggedRequest[]>,
    clearRequests: () => call('DELETE', 'requests') as Promise<void>,
    plant: (fault) => call('POST', 'faults', fault) as Promise<PlantedFault>,
    faults: () => call('GET', 'faults') as Promise<PlantedFault[]>,
    clearFaults: () => call('DELETE', 'faults') as Promise<void>,
    turn: (change) => call('PATCH', 'knobs', change) as Promise<Knobs>,
    setKey: (key) => call('POST', 'keys', key) as Promise<void>,
    setClock: (change) => call('POST', 'clock', change) as Promise<ClockState>,
    reset: (fresh) => call('POST', 'reset', fresh) as Promise<void>,
  };
}
