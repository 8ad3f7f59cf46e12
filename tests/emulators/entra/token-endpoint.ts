import { mintToken } from '../access-token.ts';
import { header, type Incoming, jsonReply, type Reply } from '../exchange.ts';
import { CLIENT_ID } from '../people.ts';
import type { Scene } from '../scene.ts';
import { entraHeaders, type Refusal, refusals, refuse, requestIds } from './aadsts.ts';
import { type Cloud, type Directory, directoryNamed, readsAsTenant } from './directories.ts';
import { applicationOf, isOnItsWay } from './directory-objects.ts';
import { readScope, readTokenForm, type TokenForm } from './token-form.ts';

type Granted = { audience: string; clientId: string; objectId: string; tenantId: string };

/** `POST /{tenant}/oauth2/v2.0/token`, client credentials. */
// Source: Microsoft Learn, v2-oauth2-client-creds-grant-flow
export function answerToken(
  scene: Scene,
  request: Incoming,
  tenant: string,
  cloud: Cloud,
  nowMs: number,
): Reply {
  const verdict = judge(scene, request, tenant, cloud, nowMs);
  if ('code' in verdict) return refuse(request, verdict, nowMs);
  const token = mintToken({ ...verdict, nowMs });
  const { traceId } = requestIds(request);
  return jsonReply(
    200,
    {
      token_type: 'Bearer',
      expires_in: 3599,
      ext_expires_in: 3599,
      ...(scene.world.tokenEndpoint?.leavesTokenOut ? {} : { access_token: token }),
    },
    entraHeaders(traceId, request),
  );
}

function judge(
  scene: Scene,
  request: Incoming,
  tenant: string,
  cloud: Cloud,
  nowMs: number,
): Granted | Refusal {
  if (request.method !== 'POST') return refusals.onlyPost(request.method);
  // Source: scalar/scalar#7424, MicrosoftDocs/azure-docs#76480: an Origin fails a client that is
  // not of the SPA kind. That it is looked at first, and that `null` counts, is assumed.
  const origin = header(request, 'origin');
  if (origin !== undefined) return refusals.crossOrigin(origin);
  const busy = refusedAnyway(scene, nowMs);
  if (busy) return busy;
  const form = readTokenForm(request);
  if ('code' in form) return form;
  // Source: reference-error-codes, AADSTS50194: a single-tenant application has no /common
  if (tenant === 'common' || tenant === 'organizations' || tenant === 'consumers') {
    return refusals.commonRefused(form.clientId);
  }
  if (!readsAsTenant(tenant)) return refusals.tenantUnreadable(tenant);
  const directory = directoryNamed(tenant, cloud);
  if (!directory) return refusals.tenantUnknown(tenant);
  return judgeInDirectory(scene, directory, form, nowMs);
}

/** What the endpoint answers to everybody where a world has it so. */
export function refusedAnyway(scene: Scene, nowMs: number): Refusal | undefined {
  const throttle = scene.throttles.tokenEndpoint;
  if (throttle?.refuses(nowMs)) return refusals.throttled(throttle.seconds);
  if (scene.tokenFailuresLeft <= 0) return undefined;
  scene.tokenFailuresLeft -= 1;
  return refusals.transient();
}

/** The order application → secret → resource → policy is assumed. */
function judgeInDirectory(
  scene: Scene,
  directory: Directory,
  form: TokenForm,
  nowMs: number,
): Granted | Refusal {
  const asked = readScope(form.scope);
  if ('code' in asked) return asked;
  const application = applicationOf(scene.applications, directory.tenantId, form.clientId);
  if (!application || isOnItsWay(application.waits, 'tokenEndpoint')) {
    return refusals.applicationUnknown(form.clientId, directory.displayName);
  }
  const { appId, servicePrincipal } = application;
  const state = (appId === CLIENT_ID ? scene.world.directory : undefined) ?? {};
  if (state.unheardOfCode) return refusals.unheardOf();
  const missing = !servicePrincipal || state.servicePrincipal === 'missing';
  if (missing || isOnItsWay(servicePrincipal, 'waits')) {
    return refusals.servicePrincipalMissing(appId, directory.tenantId);
  }
  if (state.servicePrincipal === 'disabled') {
    return refusals.applicationDisabled(appId, application.displayName);
  }
  if (form.secret === undefined) return refusals.secretMissing();
  const secret = application.secrets.find((one) => !one.removed && one.secretText === form.secret);
  if (!secret || state.secret === 'another' || isOnItsWay(secret, 'waits')) {
    return secretRefused(scene, appId, form.secret);
  }
  if (state.secret === 'expired' || Date.parse(secret.endDateTime) <= nowMs) {
    return refusals.secretExpired(appId);
  }
  const audience = audienceOf(asked.resource, directory);
  if (audience === undefined || state.resource === 'missing') {
    return refusals.resourceUnknown(asked.resource, directory.displayName);
  }
  if (state.conditionalAccess === 'blocked') return refusals.conditionalAccess();
  return {
    audience,
    clientId: appId,
    objectId: servicePrincipal.id,
    tenantId: directory.tenantId,
  };
}

function secretRefused(scene: Scene, clientId: string, posted: string): Refusal {
  const refusal = refusals.secretWrong(clientId);
  if (scene.world.texts !== 'hostile') return refusal;
  // Source: none; what a hostile or careless server could send instead
  const text = `<img src=x onerror=alert(1)> \u202Etxt.exe\u202C [go](javascript:alert(1)) \u001b[31mYour secret ${posted} was refused. ${refusal.text}`;
  return { ...refusal, text };
}

/** The `aud` of the token: the resource as it was asked for. */
// Source: v2-oauth2-client-creds-grant-flow, note on trailing slashes: `https://x//.default` asks
// for the resource `https://x/`
function audienceOf(resource: string, directory: Directory): string | undefined {
  const host = /^https:\/\/([^/]+)\/?$/.exec(resource)?.[1];
  return host !== undefined && directory.resourceHosts.includes(host.toLowerCase())
    ? resource
    : undefined;
}
