import { UserError } from "./userError";

/**
 * For the `catch` of a lookup: what configuration names and AWS does not have, or does not show.
 *
 * @param at The configuration's key.
 * @throws UserError with AWS's own words.
 */
export function notThere(at: string, id: string): (error: unknown) => never {
  return (error) => {
    throw new UserError(notThereText(at, id, error));
  };
}

/** The same for who collects problems. */
export function notThereText(at: string, id: string, error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return `${at}: AWS has no ${id} here (${said})`;
}
