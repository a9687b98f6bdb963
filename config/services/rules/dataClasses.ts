import { DATA_CLASSIFICATIONS } from "../../schema/dataClasses";
import type { Complaint, ServiceDraft } from "./each";

/** Whether data of one class is more sensitive than data of another. */
function exceeds(data: string | undefined, service: string | undefined): boolean {
  const classes: readonly (string | undefined)[] = DATA_CLASSIFICATIONS;
  return (
    data !== undefined && service !== undefined && classes.indexOf(data) > classes.indexOf(service)
  );
}

/** What is wrong with a service of its class using data of another one, that AWS keeps. */
export function classComplaints(
  service: ServiceDraft,
  store: { readonly called: string; readonly dataClassification?: string; readonly reads: boolean },
  at: readonly PropertyKey[],
): Complaint[] {
  const own = service.dataClassification;
  if (own === "on-prem-only" && !store.reads) {
    return [
      {
        at,
        text: `"${store.called}" is kept by AWS, and data classed on-prem-only may not get there; keep it in the data centre`,
      },
    ];
  }
  return exceeds(store.dataClassification, own)
    ? [
        {
          at,
          text: `"${store.called}" holds ${String(store.dataClassification)} data, and the service is classed ${String(own)}; class the service ${String(store.dataClassification)}`,
        },
      ]
    : [];
}
