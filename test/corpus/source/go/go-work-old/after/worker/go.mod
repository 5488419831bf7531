module example.com/worker

go 1.21

require github.com/aws/aws-sdk-go v1.23.13
