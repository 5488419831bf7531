package main

import (
	"github.com/aws/aws-sdk-go/aws/defaults"
	v4 "github.com/aws/aws-sdk-go/aws/signer/v4"
)

func signer() *v4.Signer {
	return v4.NewSigner(defaults.Get().Config.Credentials)
}
