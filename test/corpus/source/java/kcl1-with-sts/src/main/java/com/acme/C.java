package com.acme;

import com.amazonaws.auth.DefaultAWSCredentialsProviderChain;

class C {
  final DefaultAWSCredentialsProviderChain chain = new DefaultAWSCredentialsProviderChain();
}
