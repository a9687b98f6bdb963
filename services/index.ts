import type * as pulumi from "@pulumi/pulumi";
import { runOnPlatform } from "../components/platform/runOnPlatform";
import { askingStacks } from "../components/recovery/primary";
import { stackWide } from "../components/stackWide";
import { loadServices } from "../config/serviceStack/load";

/** A team's services on the platform of another stack: docs/service-stacks.md. */
export = async (): Promise<Record<string, pulumi.Input<unknown>>> => {
  const config = await loadServices(askingStacks());
  const { aws, watch, opts } = stackWide(config);
  const { outputs } = await runOnPlatform(config, aws, opts);
  watch.dashboard("dashboard", config, opts);
  const { region, platform } = config;
  return {
    region,
    platform: platform.stack,
    clusterName: platform.offer.made.clusterName,
    ...outputs,
  };
};
