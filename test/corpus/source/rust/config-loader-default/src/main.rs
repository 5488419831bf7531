use aws_config::{meta::region::RegionProviderChain, BehaviorVersion};

#[tokio::main]
async fn main() {
    let region = RegionProviderChain::default_provider().or_else("eu-west-1");
    let config = aws_config::defaults(BehaviorVersion::latest()).region(region).load().await;
    let sqs = aws_sdk_sqs::Client::new(&config);
    println!("{:?}", sqs.config().region());
}
