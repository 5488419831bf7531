package a

import "github.com/hashicorp/go-secure-stdlib/awsutil"

var conf = &awsutil.CredentialsConfig{
	AccessKey: id,
	SecretKey: secret,
	Region:    "eu-west-1",
}
