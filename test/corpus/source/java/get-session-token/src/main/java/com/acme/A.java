class A {
  GetSessionTokenResponse token(StsClient sts) {
    return sts.getSessionToken(GetSessionTokenRequest.builder().durationSeconds(900).build());
  }
}
