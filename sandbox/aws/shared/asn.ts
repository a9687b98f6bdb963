import { known } from "../../provider/values";
import type { PlanCheck } from "./planChecks";

/** A private ASN, which is all that AWS takes for its own side. */
export function privateAsn(property: string): PlanCheck {
  return (inputs, problem) => {
    const value = inputs[property];
    if (value === undefined || value === null || !known(value)) return;
    const asn = Number(value);
    if ((asn >= 64512 && asn <= 65534) || (asn >= 4200000000 && asn <= 4294967294)) return;
    problem(
      property,
      `expected ${property} to be in the range (64512 - 65534) or (4200000000 - 4294967294), got ${asn}`,
    );
  };
}
