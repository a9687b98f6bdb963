import type { Problem } from "../../errors";
import type { ConfigRule } from "../../rule";

const DAY_IN_MS = 24 * 60 * 60 * 1000;

/** How far ahead an activation may expire. */
// https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateActivation.html
const LONGEST_DAYS = 30;

export const activationsExpire: ConfigRule = {
  summary:
    "The `expirationDate` of an activation that is still to be made is in the future, and 30 days ahead at most.",
  check: ({ onPremises, today, activated }) => {
    if (today === undefined) return [];
    return (onPremises?.sites ?? []).flatMap((site, index): Problem[] => {
      const { name = "", activation } = { ...site };
      const date = activation?.expirationDate;
      // One that is there expires as it was told to: its servers stay registered.
      if (date === undefined || activated?.[name] === date) return [];
      const days = (Date.parse(date.slice(0, 10)) - Date.parse(today)) / DAY_IN_MS;
      if (days >= 0 && days <= LONGEST_DAYS) return [];
      const path = ["onPremises", "sites", index, "activation", "expirationDate"];
      const why = days < 0 ? "is past" : `is ${days} days ahead; AWS takes ${LONGEST_DAYS} at most`;
      return [
        { path, text: `"${date}" ${why}; write another time, or none for 24 hours from now` },
      ];
    });
  },
};
