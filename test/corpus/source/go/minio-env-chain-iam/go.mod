module example.com/svc

require github.com/minio/minio-go/v7 v7.0.70
