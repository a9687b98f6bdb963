import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { arnParts } from "../account";
import { check, failed, notChecked, ok, warning, type Context, type Judgement } from "../check";
import { accountArns } from "../named";

/** Who asks. */
export interface Caller {
  readonly accountId: string;
  readonly arn: string;
}

async function ask({ account }: Context): Promise<Caller | Judgement> {
  try {
    const answer = await account.client(STSClient).send(new GetCallerIdentityCommand({}));
    return { accountId: answer.Account ?? "", arn: answer.Arn ?? "" };
  } catch (error) {
    const { found } = notChecked(error, ["sts:GetCallerIdentity"]);
    return failed(
      `AWS takes no credentials of yours: ${found}`,
      "log in: aws sso login, or set AWS_PROFILE",
    );
  }
}

/** Whether the account is the one whose ARNs the config names. */
function judgeCaller(caller: Caller, arns: readonly string[]): Judgement[] {
  const { accountId, arn } = caller;
  const others = new Set(
    arns.flatMap((each) => arnParts(each)?.accountId ?? []).filter((id) => id !== accountId),
  );
  if (others.size > 0) {
    const todo = "take the profile of the stack's account, or change the ARNs in the stack's file";
    return [
      failed(`account ${accountId}, but the config's ARNs are of ${[...others].join(", ")}`, todo),
    ];
  }
  if (arn.endsWith(":root")) {
    const todo = "take a role: nobody deploys as the account's root user";
    return [warning(`account ${accountId}, as its root user`, todo)];
  }
  return [ok(`account ${accountId}, as ${arn.split(":").at(-1) ?? arn}`)];
}

/** STS answers whoever has credentials, without a permission. */
export const access = check<Caller | Judgement>({
  name: "Credentials",
  actions: ["sts:GetCallerIdentity"],
  ask,
  judge: (caller, { config }) =>
    "result" in caller ? [caller] : judgeCaller(caller, accountArns(config)),
});
