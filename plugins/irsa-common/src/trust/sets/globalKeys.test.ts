import { misspelt } from './globalKeys';

describe('misspelt', () => {
  it.each([
    ['aws:PrincipleOrgID', 'aws:principalorgid'],
    ['aws:PrincipalOrdID', 'aws:principalorgid'],
    ['aws:PrincipalOrgIDs', 'aws:principalorgid'],
    ['aws:PrincipalOrgPath', 'aws:principalorgpaths'],
    ['aws:SourceAcount', 'aws:sourceaccount'],
    ['aws:SourceAccounts', 'aws:sourceaccount'],
    ['aws:SourceARNs', 'aws:sourcearn'],
    ['aws:MultiFactorAuthPresence', 'aws:multifactorauthpresent'],
    ['sts:ExternalID2', 'sts:externalid'],
    ['sts:RoleSesionName', 'sts:rolesessionname'],
    ['aws:UserNames', 'aws:username'],
  ])('%s was meant to be %s', (key, meant) => {
    expect(misspelt(key)).toBe(meant);
  });

  it.each([
    'aws:PrincipalOrgID',
    'aws:SourceVpc',
    'aws:SourceVpce',
    'aws:SourceVpcArn',
    'AWS:PRINCIPALORGPATHS',
    'aws:PrincipalTag/team',
    'aws:RequestTag/principalorgids',
    'sts:RequestContext/identitystore:UserId',
    // One that came after this file was written.
    'aws:NetworkPerimeterID',
    'aws:SourceRegion',
    'aws:Users',
  ])('%s is right, or may be new', key => {
    expect(misspelt(key)).toBeUndefined();
  });
});
