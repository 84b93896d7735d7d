/** All that an async generator yields, and what it returns. */
export async function drain<T, R>(
  generator: AsyncGenerator<T, R>,
): Promise<{ readonly yielded: readonly T[]; readonly returned: R }> {
  const yielded: T[] = [];
  let step = await generator.next();
  for (; !step.done; step = await generator.next()) yielded.push(step.value);
  return { yielded, returned: step.value };
}
