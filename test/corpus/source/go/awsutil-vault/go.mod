module example.com/svc

go 1.21

require (
	github.com/hashicorp/go-secure-stdlib/awsutil v0.3.0
)
