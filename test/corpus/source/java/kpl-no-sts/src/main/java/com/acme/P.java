package com.acme;

import com.amazonaws.services.kinesis.producer.KinesisProducer;

class P {
  final KinesisProducer producer = new KinesisProducer();
}
