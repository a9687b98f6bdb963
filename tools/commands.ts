/** The project's commands, in the order that people meet them: the file that runs it, and one line about it. */
export const commands = {
  sandbox: ["sandbox/cli.js", "a stack against a local stand-in for AWS, without an account"],
  init: ["tools/init.js", "a new stack's file: asks, or takes flags"],
  preflight: ["tools/preflight.js", "asks the account what would stop an update halfway"],
  "first-run": ["tools/firstRun.js", "the first update, which goes without services"],
  policy: ["tools/policy.js", "the policy pack's configuration; violations for scripts"],
  cost: ["tools/cost.js", "what a month of a stack costs, and what a change of it changes"],
  report: ["tools/report.js", "one HTML file that shows a stack to people"],
  onprem: ["onprem/cli.js", "what routers, servers and DNS of the data centre need"],
  status: ["tools/status.js", "services on both sides: tasks, targets, deployments, events"],
  logs: ["tools/logs.js", "what a service's containers write, on both sides"],
  exec: ["tools/exec.js", "a shell, or one command, in a container of a service"],
  shift: ["tools/shift.js", "a service's requests, step by step from one side to the other"],
  task: ["tools/task.js", "runs a job by hand, and follows it until its exit code"],
  recovery: ["tools/recovery.js", "fails over to a standby and back; lets data go"],
  "pull-request": ["tools/pullRequest.js", "what the workflows of a pull request ask for"],
  release: ["tools/release.js", "checks a tag, and writes its release notes"],
} as const;
