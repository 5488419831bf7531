package main

import (
	"github.com/aws/aws-sdk-go/aws/defaults"
	v4 "github.com/aws/aws-sdk-go/aws/signer/v4"
)

func signer() *v4.Signer {
	creds := defaults.CredChain(defaults.Config(), defaults.Handlers())
	return v4.NewSigner(creds)
}
