# An SMS center on Net::SMPP (Debian: libnet-smpp-perl), for one link after another.
# usage: perl center.pl USER PASSWORD REPLY-IN-HEX
# Says PORT n; then TEXT to esm-class data-coding receipt-wanted key octets-in-hex for each part it takes, and
# HAVE sequence status for each delivery that was answered. Takes nothing for a number that ends in 58: it is throttled.
use strict;
use warnings;
use Net::SMPP;

my ($user, $password, $reply) = @ARGV;
$reply = pack 'H*', $reply;
$| = 1;
$SIG{__WARN__} = sub { print STDERR @_ unless $_[0] =~ /^Unknown tag/ };
my $listener = Net::SMPP->new_listen('127.0.0.1', port => 0, smpp_version => 0x34)
  or die "cannot listen: $!";
print 'PORT ', $listener->sockport, "\n";
my $ids = 0xAB00;

while (my $link = $listener->accept) {
    while (my $pdu = $link->read_pdu) {
        my $seq = $pdu->{seq};
        if ($pdu->{cmd} == 0x00000009) {
            my $known = $pdu->{system_id} eq $user && $pdu->{password} eq $password;
            $link->bind_transceiver_resp(system_id => 'perl', seq => $seq, status => $known ? 0 : 0x0e);
            last unless $known;
        } elsif ($pdu->{cmd} == 0x00000004) {
            take($link, $pdu);
        } elsif ($pdu->{cmd} == 0x80000005) {
            print "HAVE $seq $pdu->{status}\n";
        } elsif ($pdu->{cmd} == 0x00000015) {
            $link->enquire_link_resp(seq => $seq);
        } elsif ($pdu->{cmd} == 0x00000006) {
            $link->unbind_resp(seq => $seq);
            last;
        }
    }
    close $link;
}

sub take {
    my ($link, $pdu) = @_;
    my $to = $pdu->{destination_addr};
    if ($to =~ /58$/) {
        $link->submit_sm_resp(message_id => '', seq => $pdu->{seq}, status => 0x58);
        return;
    }
    # As many centers do: another writing of the id in the answer than in the receipt.
    my $id = sprintf '%08X', $ids++;
    $link->submit_sm_resp(message_id => $id, seq => $pdu->{seq});
    print join(' ', 'TEXT', $to, $pdu->{esm_class}, $pdu->{data_coding}, $pdu->{registered_delivery},
        $pdu->{5121} // '-', unpack 'H*', $pdu->{short_message}), "\n";
    $link->deliver_sm(
        async => 1, source_addr => $to, source_addr_ton => 1, source_addr_npi => 1, destination_addr => $pdu->{source_addr},
        esm_class => 4, data_coding => 0,
        short_message => 'id:' . lc($id =~ s/^0+//r)
          . ' sub:001 dlvrd:001 submit date:2603010800 done date:2603010801 stat:DELIVRD err:000 text:');
    $link->deliver_sm(
        async => 1, source_addr => $to, source_addr_ton => 1, source_addr_npi => 1, destination_addr => $pdu->{source_addr},
        esm_class => 0, data_coding => 8, short_message => $reply) unless $pdu->{esm_class} & 0x40;
}
