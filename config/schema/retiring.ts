import { z } from "zod";

/** Whether one thing that holds data may go, where the rest of the stack stays protected. */
export function retiring(what: string) {
  return z
    .boolean()
    .default(false)
    .meta({
      description: `Whether ${what} may be deleted, alone among what the stack protects. \`npm run recovery -- retire\` sets it, with the exemption from the policies: docs/runbooks/retire-data.md.`,
    });
}
