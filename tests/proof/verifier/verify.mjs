// node verify.mjs BADGE.json CONTEXTS_FOLDER DOCUMENT.json...
// Verifies a badge without a network. The documents are the issuer's controller and key documents, found by their id.
// Prints "verified" and exits 0, or prints the reason and exits 1.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';

const read = path => JSON.parse(readFileSync(path, 'utf8'));
const [badgePath, contextsFolder, ...documentPaths] = process.argv.slice(2);

const known = new Map(documentPaths.map(read).map(document => [document.id, document]));
for(const [url, file] of Object.entries(read(join(contextsFolder, 'index.json')))) {
  known.set(url, read(join(contextsFolder, file)));
}

async function documentLoader(url) {
  if(!known.has(url)) {
    throw new Error(`not given: ${url}`);
  }
  return {contextUrl: null, documentUrl: url, document: known.get(url)};
}

// The useful reason lies deepest: each layer wraps the errors of the one below.
function reason(error) {
  const below = [error?.cause, error?.details?.cause, ...(error?.errors ?? [])].filter(Boolean);
  return [error?.message, ...below.map(reason)].filter(Boolean).join(': ');
}

const result = await vc.verifyCredential({
  credential: read(badgePath), suite: new DataIntegrityProof({cryptosuite}), documentLoader
});
if(!result.verified) {
  console.error(reason(result.error));
}
if(result.verified) {
  console.log('verified');
}
process.exitCode = result.verified ? 0 : 1;
