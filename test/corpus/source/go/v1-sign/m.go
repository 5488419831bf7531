package main

var signer = v4.NewSigner(credentials.NewEnvCredentials())
