import { ECSClient } from "@aws-sdk/client-ecs";
import {
  type Ended,
  followJob as follow,
  NotFollowed,
  type Following,
} from "../../components/ecs/jobs/followJob";
import type { JobFacts } from "../../components/ecs/jobs/jobFacts";
import { Account, type Surroundings } from "../../preflight/account";
import { RunFailed } from "../commandLine";

/** Where a job runs, and how it is followed. */
interface FollowingInAccount extends Omit<Following, "client"> {
  readonly surroundings: Surroundings;
}

/**
 * Starts one task of a job of an account and follows it until its end.
 *
 * @throws RunFailed with ECS's reason where the task is not started.
 */
export async function followJob(
  job: JobFacts,
  { surroundings, ...following }: FollowingInAccount,
): Promise<Ended> {
  const client = new Account(job.region, surroundings).client(ECSClient);
  try {
    return await follow(job, { client, ...following });
  } catch (error) {
    throw error instanceof NotFollowed ? new RunFailed(error.message) : error;
  }
}
