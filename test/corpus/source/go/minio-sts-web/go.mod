module example.com/svc

go 1.22

require github.com/minio/minio-go/v7 v7.0.70
