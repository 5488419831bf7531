use s3_simple::{Bucket, Credentials};

fn bucket() -> Bucket {
    Bucket::try_from_env().unwrap()
}
