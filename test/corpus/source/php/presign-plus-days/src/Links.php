<?php
$request = $s3->createPresignedRequest($command, '+3 days');
