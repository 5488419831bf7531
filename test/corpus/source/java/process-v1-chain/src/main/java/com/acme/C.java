package com.acme;

import com.amazonaws.auth.AWSCredentialsProviderChain;
import com.amazonaws.auth.EC2ContainerCredentialsProviderWrapper;
import com.amazonaws.auth.EnvironmentVariableCredentialsProvider;

class C {
  Object p = new AWSCredentialsProviderChain(
      new EnvironmentVariableCredentialsProvider(),
      new EC2ContainerCredentialsProviderWrapper());
}
