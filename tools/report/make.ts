import { costs } from "./costs";
import { architecture } from "./drawing/architecture";
import { Context } from "./drawing/context";
import { layOut } from "./drawing/layout";
import { inventory } from "./inventory";
import { jobs } from "./jobs";
import { page } from "./page/page";
import type { Report } from "./page/report";
import { exemptions, policyResults } from "./policies";
import { reach } from "./reach";
import { services } from "./services";
import { StackState, type Deployment, type Properties } from "./state";

/** What a report is made of. */
export interface Material {
  readonly deployment: Deployment;
  readonly source: string;
  readonly isStandIn: boolean;
  /** A preview's event log; undefined where there is none. */
  readonly eventLog?: string | undefined;
  /** The policy pack's configuration of the stack. */
  readonly packConfig?: Properties;
  readonly today: Date;
}

/** The model of a report, drawing and layout included. */
export async function reportOf(material: Material): Promise<Report> {
  const { deployment, source, isStandIn, eventLog, packConfig = {}, today } = material;
  const state = new StackState(deployment);
  const diagram = architecture(state);
  return {
    state,
    region: new Context(state).region,
    source,
    isStandIn,
    diagram,
    layout: await layOut(diagram),
    services: services(state),
    jobs: jobs(state),
    costs: costs(state),
    reach: reach(state),
    parts: inventory(state),
    policies: eventLog === undefined ? undefined : policyResults(eventLog),
    exemptions: exemptions(packConfig, today),
  };
}

/** The document. */
export async function reportPage(material: Material): Promise<string> {
  return page(await reportOf(material));
}
