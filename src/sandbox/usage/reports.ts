/** Figures that are worked out once and then repeated for a while, however things change. */
export class Reports {
  private readonly kept = new Map<string, { readonly at: number; readonly report: unknown }>();

  /** The report of that name, at most `maxAgeMs` old. */
  get(name: string, maxAgeMs: number, now: number, make: () => unknown): unknown {
    const kept = this.kept.get(name);
    if (kept !== undefined && now - kept.at < maxAgeMs) return kept.report;
    const report = make();
    this.kept.set(name, { at: now, report });
    return report;
  }
}
