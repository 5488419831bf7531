terraform {
  backend "s3" {
    bucket     = "state"
    access_key = "XXX"
    secret_key = "XXX"
  }
}
