import type { RestoreFrom } from "./postgresArgs";

/**
 * What a database is made from, if it is not made empty.
 *
 * @param moment What RDS needs for a moment of another database: instances and clusters differ.
 */
export function restoreArgs<Moment>(
  from: RestoreFrom | undefined,
  moment: (source: string, time: string) => Moment,
): { snapshotIdentifier?: string; restoreToPointInTime?: Moment } {
  if (from?.snapshot !== undefined) {
    return { snapshotIdentifier: from.snapshot };
  }
  if (from?.pointInTime === undefined) {
    return {};
  }
  const { source, time } = from.pointInTime;
  return { restoreToPointInTime: moment(source, time) };
}
