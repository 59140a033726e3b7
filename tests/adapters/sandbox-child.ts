/** The sandbox as a process of its own, to be killed: it prints its address and stays. */
import { join } from "node:path";
import { startSandbox } from "../../app/adapters/sandbox/start-sandbox.server";

const given = JSON.parse(process.env.SANDBOX_CHILD ?? "{}");
const { url } = await startSandbox({
  port: 0,
  dataDir: given.dataDir,
  clockFile: join(given.dataDir, "clock.json"),
  stripe: { secretKey: given.secretKey, webhookUrl: given.webhookUrl, webhookSecret: given.webhookSecret },
  resend: { apiKey: given.resendKey },
});
console.log(url);
