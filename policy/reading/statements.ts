/** A statement of a policy document, as far as it could be read. */
interface Statement {
  readonly Effect?: unknown;
  readonly Condition?: unknown;
}

/** Whether a policy document denies requests without TLS. Text that is no document denies nothing. */
export function deniesPlainHttp(policy: string): boolean {
  return statements(policy).some(
    ({ Effect, Condition }) => Effect === "Deny" && onPlainHttp(Condition),
  );
}

function onPlainHttp(condition: unknown): boolean {
  return values(condition).some((operator) =>
    Object.entries(operator).some(
      ([key, value]) =>
        key.toLowerCase() === "aws:securetransport" && [value].flat().map(String).includes("false"),
    ),
  );
}

function statements(policy: string): Statement[] {
  try {
    const document = JSON.parse(policy) as { Statement?: Statement | Statement[] } | null;
    return [document?.Statement ?? []].flat();
  } catch {
    return [];
  }
}

function values(condition: unknown): object[] {
  return Object.values(condition ?? {}).filter(
    (value): value is object => typeof value === "object" && value !== null,
  );
}
