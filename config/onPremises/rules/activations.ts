import type { Problem } from "../../errors";
import type { ConfigRule } from "../../rule";
import type { Activated } from "../activated";

const DAY_IN_MS = 24 * 60 * 60 * 1000;

/** How far ahead an activation may expire. */
// https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateActivation.html
const LONGEST_DAYS = 30;

export const activationsExpire: ConfigRule = {
  summary:
    "The `expirationDate` of an activation that is still to be made is in the future, and 30 days ahead at most. Another `rotation`, and where `registrationLimit` is left out another number of servers, make a new one.",
  check: ({ onPremises, today, activated }) => {
    if (today === undefined) return [];
    return (onPremises?.sites ?? []).flatMap((site, index): Problem[] => {
      const { name = "", activation, servers } = { ...site };
      const date = activation?.expirationDate;
      if (date === undefined) return [];
      const limit = activation?.registrationLimit ?? servers?.length;
      const made = activated?.[name];
      const anew = made && remade(made, { rotation: activation?.rotation, limit });
      // One that is there expires as it was told to: its servers stay registered.
      if (made?.activationExpires === date && anew === undefined) return [];
      const days = (Date.parse(date.slice(0, 10)) - Date.parse(today)) / DAY_IN_MS;
      if (days >= 0 && days <= LONGEST_DAYS) return [];
      const path = ["onPremises", "sites", index, "activation", "expirationDate"];
      const why = days < 0 ? "is past" : `is ${days} days ahead; AWS takes ${LONGEST_DAYS} at most`;
      const cause = anew === undefined ? "" : `, and ${anew} makes a new activation`;
      return [
        {
          path,
          text: `"${date}" ${why}${cause}; write another time, or none for 24 hours from now`,
        },
      ];
    });
  },
};

/** Why an activation is made anew, if it is: AWS changes nothing about one. */
function remade(
  { activationRotation, activationLimit }: Activated,
  now: { readonly rotation: string | undefined; readonly limit: number | undefined },
): string | undefined {
  // Stacks of earlier versions don't say what theirs were made with.
  if (activationRotation !== undefined && activationRotation !== now.rotation) {
    return "another rotation";
  }
  return activationLimit !== undefined && activationLimit !== now.limit
    ? "another number of servers"
    : undefined;
}
