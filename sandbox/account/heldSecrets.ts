import type { ClientSettings } from "../../preflight/account";
import { text } from "../provider/values";
import { accounts } from "../tamper";
import { accountFacts } from "./facts";
import { standInSurroundings } from "./surroundings";

/** Settings by which clients of the AWS SDK ask the stand-in for the parameters that its stacks have made. */
export function heldSecrets(stateDir: string): ClientSettings {
  const parameterValues = Object.fromEntries(
    accounts(stateDir).flatMap(({ store }) =>
      store
        .all("aws:ssm/parameter:Parameter")
        .map(({ region, attributes }) => [
          `${region} ${text(attributes["name"]) ?? ""}`,
          text(attributes["value"]) ?? "",
        ]),
    ),
  );
  return standInSurroundings(accountFacts({ parameterValues })).clients;
}
