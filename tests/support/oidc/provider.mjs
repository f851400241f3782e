// A provider of single sign-on that others wrote (`oidc-provider`), on loopback, for the tests of our side of it.
//
//     node provider.mjs FOLDER
//
// FOLDER holds the installed package. It prints its address, reads a line with what it serves ({"redirect": "http://…",
// "client": "…", "secret": "…", "people": {"sub": {claims}}}), answers "ready", and ends when its input does. Its page of
// the sign-in asks nobody for a password: whoever names one of the people is let in.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [folder] = process.argv.slice(2);
const found = createRequire(pathToFileURL(`${folder}/`)).resolve("oidc-provider");
const { Provider } = await import(pathToFileURL(found));

const server = createServer();
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const issuer = `http://127.0.0.1:${server.address().port}`;
console.log(issuer);
const input = createInterface(process.stdin).on("close", () => process.exit(0));
const { redirect, client, secret, people } = JSON.parse(
  await new Promise((done) => input.once("line", done)),
);
const provider = new Provider(issuer, {
  clients: [{ client_id: client, client_secret: secret, redirect_uris: [redirect] }],
  claims: {
    openid: ["sub", "groups"],
    profile: ["preferred_username", "name"],
    email: ["email", "email_verified"],
  },
  features: { devInteractions: { enabled: true } },
  pkce: { required: () => true },
  cookies: { keys: ["the tests' own key, which protects nothing"] },
  findAccount: (_, sub) => sub in people && { accountId: sub, claims: () => people[sub] },
});
server.on("request", provider.callback());
console.log("ready");
