package com.example;

import com.amazonaws.auth.*;

class AgentChain extends AWSCredentialsProviderChain {
  AgentChain() {
    super(
        new EnvironmentVariableCredentialsProvider(),
        new SystemPropertiesCredentialsProvider(),
        new InstanceProfileCredentialsProvider());
  }
}
