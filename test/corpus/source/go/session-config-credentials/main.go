package main

import (
	"github.com/aws/aws-sdk-go/aws/session"
	v4 "github.com/aws/aws-sdk-go/aws/signer/v4"
)

func signer() *v4.Signer {
	sess := session.Must(session.NewSession())
	return v4.NewSigner(sess.Config.Credentials)
}
