import type { PolicyDocument, PolicyStatement } from "@pulumi/aws/iam";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: white space is not counted. */
const LONGEST_POLICY = 6144;

/** Statements in as few managed policies as they fit in; a long list of actions is cut where it has to be. */
export function packed(statements: readonly PolicyStatement[]): PolicyDocument[] {
  const documents: PolicyStatement[][] = [[]];
  const last = () => documents.at(-1) ?? [];
  const size = (list: readonly PolicyStatement[]) => JSON.stringify(documentOf(list)).length;
  for (const statement of statements.flatMap(cut)) {
    if (size([...last(), statement]) > LONGEST_POLICY) documents.push([]);
    last().push(statement);
  }
  return documents.map(documentOf);
}

function documentOf(statements: readonly PolicyStatement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: [...statements] };
}

/** A third of a policy: pieces that fill policies well. */
const PIECE = LONGEST_POLICY / 3;

/** A statement whose actions take more than a piece, as several. */
function cut(statement: PolicyStatement): PolicyStatement[] {
  const actions = [statement.Action ?? []].flat() as string[];
  const pieces: string[][] = [[]];
  for (const action of actions) {
    if (JSON.stringify([...(pieces.at(-1) ?? []), action]).length > PIECE) pieces.push([]);
    pieces.at(-1)?.push(action);
  }
  if (pieces.length === 1) return [statement];
  return pieces.map((Action, index) => ({
    ...statement,
    Sid: `${statement.Sid as string}${index + 1}`,
    Action,
  }));
}
